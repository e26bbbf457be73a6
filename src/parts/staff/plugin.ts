export { mountStaff } from './routes/mount-staff.ts';
